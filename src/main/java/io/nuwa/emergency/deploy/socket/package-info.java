/**
 * HTTP over a Unix socket, and the threads that wait at sockets. Knows no engine and asks nothing
 * by itself.
 */
package io.nuwa.emergency.deploy.socket;
