/** What was answered before, kept in a table of the database so that it outlives a restart. */
package io.nuwa.text2sql.memory;
