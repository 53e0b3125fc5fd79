package dev.diorama.scene.schema;

/**
 * Geometry from a file: a mesh of an asset.
 *
 * @param asset hash of the file
 * @param mesh which mesh of it, counted from 0
 */
public record AssetMesh(String asset, int mesh) {}
