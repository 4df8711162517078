/**
 * The guards of disk, memory and CPU, and the removal of old logs. They read the kernel's own files
 * where there are some, so that an idle daemon loads no library for them.
 */
package io.nuwa.emergency.resource.guard;
