/**
 * What Prometheus's HTTP API says: targets, samples, the loaded configuration. Reads and
 * translates; decides nothing.
 */
package io.nuwa.emergency.observe.prometheus;
