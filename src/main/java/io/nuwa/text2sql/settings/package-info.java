/** Reads settings from the environment. Knows no feature: each feature asks for its own names. */
package io.nuwa.text2sql.settings;
