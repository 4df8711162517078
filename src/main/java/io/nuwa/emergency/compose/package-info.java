/**
 * Compose files as compose reads them: environment files, variables, includes, overrides, profiles,
 * and what is left of a service after all that. The only reader of compose files; it knows nothing
 * of plans and engines.
 */
package io.nuwa.emergency.compose;
