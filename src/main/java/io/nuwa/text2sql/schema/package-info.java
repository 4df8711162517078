/**
 * The database's tables, columns and foreign keys as they are at this moment, read from the
 * catalogue. Nothing here is kept between questions.
 */
package io.nuwa.text2sql.schema;
