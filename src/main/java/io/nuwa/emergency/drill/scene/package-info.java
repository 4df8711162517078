/**
 * What faults work with and what they are judged by: the engine's command line, SQL, HTTP and
 * files, spoken directly. Asks no probe and no feature of the product.
 */
package io.nuwa.emergency.drill.scene;
