/**
 * The first wall: refuses questions that ask for a change and SQL that is anything but one plain
 * SELECT. The second wall, a read-only transaction, stands in {@code database}.
 */
package io.nuwa.text2sql.guard;
