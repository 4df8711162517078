/**
 * The stack's compose file and the providers that bring it up. Knows containers only through the
 * engine; judges no health and applies no remedy.
 */
package io.nuwa.emergency.deploy.compose;
