/**
 * What the daemon asks for after a deep check: the report's files, the guide, pictures. Each has
 * one method, survives any fault with one notice, and keeps nothing in memory between two calls.
 */
package io.nuwa.emergency.report.watch;
