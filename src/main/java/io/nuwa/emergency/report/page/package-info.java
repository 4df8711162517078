/**
 * The forms of a report: JSON for programs, Markdown and one HTML file for people. They only write
 * down what a story tells; whatever others wrote in it stays text.
 */
package io.nuwa.emergency.report.page;
