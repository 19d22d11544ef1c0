namespace KerasTransfer.Hdf5;

/// <summary>A file is not the HDF5 that it should be, or holds what this reader refuses to follow.</summary>
public class Hdf5Exception(string message, Exception? inner = null) : IOException(message, inner);
