/**
 * Commands and wiring: parse, call {@code control}, render, return a code. The only place that ends
 * the process.
 */
package io.nuwa.emergency.cli;
