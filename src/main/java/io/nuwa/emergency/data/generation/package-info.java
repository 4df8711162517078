/**
 * Makes rows that fit the user's tables: the same rows for the same seed, date and tables, in the
 * bytes of PostgreSQL's binary COPY. Does no I/O; what must be known of the database is passed in.
 */
package io.nuwa.emergency.data.generation;
