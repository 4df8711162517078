/** What a drill came to, as values, as a table for people and as JSON for programs. */
package io.nuwa.emergency.drill.report;
