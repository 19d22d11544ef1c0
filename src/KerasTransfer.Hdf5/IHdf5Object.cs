namespace KerasTransfer.Hdf5;

/// <summary>A group or a dataset of an open file.</summary>
public interface IHdf5Object
{
    /// <summary>Last part of <see cref="Path"/>; "/" for the root.</summary>
    string Name { get; }

    /// <summary>Absolute path by which the object was reached.</summary>
    string Path { get; }

    /// <summary>The attributes set on the object.</summary>
    Hdf5Attributes Attributes { get; }
}
