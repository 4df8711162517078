/**
 * B-1: brings a stack of containers up and measures that it is healthy and reachable. Knows no
 * data, no tests and no other feature.
 */
package io.nuwa.emergency.deploy;
