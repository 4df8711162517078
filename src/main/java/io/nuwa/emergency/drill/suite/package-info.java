/**
 * Small programs that play a part in a drill: suites that lie or fail, a stranger on a port. Each
 * runs in a process of its own and uses nothing but the JDK.
 */
package io.nuwa.emergency.drill.suite;
