/**
 * A watch as a process of its own, seen from outside: started, read by what it records, and ended.
 * Asks it for nothing.
 */
package io.nuwa.emergency.drill.daemon;
