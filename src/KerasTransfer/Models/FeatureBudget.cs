namespace KerasTransfer.Models;

/// <summary>
/// How much may be kept of features that a frozen part of a model computes: a quarter of the memory that is free to the process, and beyond that a quarter of the free space
/// of the folder for temporary files.
/// </summary>
internal sealed class FeatureBudget(long memory, long file)
{
    private const int Share = 4;
    private long memory = memory, file = file;

    /// <summary>For tests: what takes the place of <see cref="Present"/>.</summary>
    public static Func<FeatureBudget>? Given { get; set; }

    /// <summary>What may be kept now.</summary>
    public static FeatureBudget Present()
    {
        if (Given is { } given) return given();
        GCMemoryInfo info = GC.GetGCMemoryInfo();
        return new(Math.Max(0, info.TotalAvailableMemoryBytes - info.MemoryLoadBytes) / Share, FreeSpace() / Share);
    }

    private static long FreeSpace()
    {
        try { return new DriveInfo(Path.GetTempPath()).AvailableFreeSpace; }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException) { return 0; }
    }

    /// <summary>The place is free again.</summary>
    public void Free(FeatureStore store)
    {
        store.Dispose();
        if (store.InFile) file += store.Length;
        else memory += store.Length;
    }

    /// <summary>A place for so many features, or null where there is no room.</summary>
    /// <param name="samples">How many samples.</param>
    /// <param name="width">How many bytes the features of one take.</param>
    public FeatureStore? Take(int samples, long width)
    {
        if (width > int.MaxValue) return null;
        long length = samples * width;
        if (length <= memory)
        {
            memory -= length;
            return new FeatureStore(samples, width, inFile: false);
        }
        if (length > file) return null;
        try
        {
            FeatureStore store = new(samples, width, inFile: true);
            file -= length;
            return store;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { return null; }    // the folder is full or not ours
    }
}
