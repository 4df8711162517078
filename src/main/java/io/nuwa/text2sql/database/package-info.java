/**
 * Connections to PostgreSQL and reading through them: a bounded pool, read-only queries under a
 * timeout. Knows neither questions nor HTTP.
 */
package io.nuwa.text2sql.database;
