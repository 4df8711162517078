/**
 * The acceptance suite T-01 to T-07, run against a system that is up, as a black box. It computes
 * what is right by its own SQL and leaves the database as it found it.
 */
package io.nuwa.text2sql.acceptance;
