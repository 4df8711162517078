/** The JDK's HTTP server with replies as values. Knows no route of its own. */
package io.nuwa.text2sql.http;
