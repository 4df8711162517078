/**
 * The machine's own resources: disk, memory, CPU, processes, clock, and this Java. The library that
 * reads them is loaded when somebody asks, and not before.
 */
package io.nuwa.emergency.resource;
