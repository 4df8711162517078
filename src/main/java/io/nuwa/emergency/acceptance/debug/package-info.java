/**
 * Looks at failing cases: which passed when they were run alone, and what the words of the others
 * say about the cause. Pure: runs nothing and reads no file.
 */
package io.nuwa.emergency.acceptance.debug;
