/**
 * What check constraints ask of the rows of a table, read from the text in which PostgreSQL prints
 * them. No database and no generation of rows live here.
 */
package io.nuwa.emergency.data.schema.check;
