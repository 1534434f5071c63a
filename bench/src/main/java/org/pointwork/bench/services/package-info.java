/** What the demo runs around a node: databases, broker, certificates and keys, each made to survive its own restart. */
package org.pointwork.bench.services;
