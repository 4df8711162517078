/** The text-to-SQL system that the emergency tool repairs: its command line. */
package io.nuwa.text2sql;
