/** Replaces a column that does not exist by the nearest one that does. Runs no SQL itself. */
package io.nuwa.text2sql.repair;
