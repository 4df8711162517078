/** The HTTP door of the text-to-SQL system: routes, JSON and metrics. Decides nothing itself. */
package io.nuwa.text2sql.api;
