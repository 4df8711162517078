/**
 * Grafana's datasource, dashboard and annotation over its HTTP API, where Grafana is configured.
 * Where it is not, that is said, and nothing is claimed.
 */
package io.nuwa.emergency.observe.grafana;
