/**
 * How a question becomes an answer: guard, memory, translation, reading, repair, in that order.
 * Knows no HTTP.
 */
package io.nuwa.text2sql.answer;
