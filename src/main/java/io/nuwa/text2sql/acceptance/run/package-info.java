/** Runs the suite: options, the JUnit launcher, the report. Knows no case. */
package io.nuwa.text2sql.acceptance.run;
