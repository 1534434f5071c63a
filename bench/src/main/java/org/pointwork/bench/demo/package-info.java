/**
 * The demo: everything around a node brought up as separate processes, the demo cases run through it, and the proof that
 * the money agrees everywhere and that no card data was left on a disk. Start reading at {@link
 * org.pointwork.bench.demo.Demo}.
 */
package org.pointwork.bench.demo;
