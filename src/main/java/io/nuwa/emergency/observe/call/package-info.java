/**
 * How this feature calls HTTP services: with time-outs, without redirects, every fault classified.
 * Knows neither Prometheus nor Grafana.
 */
package io.nuwa.emergency.observe.call;
