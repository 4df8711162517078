/**
 * Who answers at a port of this machine: a container of the stack, a stranger, or a socket that
 * only keeps the port for one. Asks the kernel and the engine; starts, stops and moves nothing.
 */
package io.nuwa.emergency.deploy.port;
