/**
 * The user's tables as they are: columns, keys and rules, read from PostgreSQL's catalogue. Knows
 * nothing of generating or writing rows.
 */
package io.nuwa.emergency.data.schema;
