/** Cuts SQL into tokens the way PostgreSQL does. Decides nothing about them. */
package io.nuwa.text2sql.sql;
