/**
 * mcp-exporter: watches the API and the database from outside and shows what it measures to
 * Prometheus. Shares no state with the API.
 */
package io.nuwa.text2sql.exporter;
