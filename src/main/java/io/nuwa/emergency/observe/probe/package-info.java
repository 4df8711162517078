/**
 * What B-3 measures in Prometheus: targets, gaps in raw samples, the value of a query. Everything
 * here only reads.
 */
package io.nuwa.emergency.observe.probe;
