/** A question as text: cleaned of tricks of spelling, and the key under which it is remembered. */
package io.nuwa.text2sql.question;
