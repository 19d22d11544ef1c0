using System.Security.Cryptography;

namespace KerasTransfer.Data;

/// <summary>Files from the net, kept under <see cref="KerasHome"/>. Behind <c>keras.utils.get_file</c>, the data sets and the weights of <c>keras.applications</c>.</summary>
internal static class FileCache
{
    /// <summary>As <c>keras.utils.get_file</c>.</summary>
    /// <param name="hint">What else helps where there is no network; added to the error.</param>
    public static string Get(string? fname, string? origin, bool untar = false, string? md5_hash = null, string? file_hash = null, string cache_subdir = "datasets", string hash_algorithm = "auto",
        bool extract = false, string? archive_format = "auto", string? cache_dir = null, bool force_download = false, string? hint = null)
    {
        if (origin is null) throw new ValueError("Please specify the \"origin\" argument (URL of the file to download).");
        if (!Uri.TryCreate(origin, UriKind.Absolute, out Uri? address)) throw new ValueError($"get_file: '{origin}' is no URL. Expected one such as 'https://example.org/data.zip'.");
        if (hash_algorithm is not ("auto" or "sha256" or "md5")) throw new ValueError($"get_file: unknown hash_algorithm '{hash_algorithm}'. Expected 'auto', 'sha256' or 'md5'.");
        if (md5_hash is not null && file_hash is null) (file_hash, hash_algorithm) = (md5_hash, "md5");

        string home = cache_dir is null ? KerasHome.Folder : KerasHome.Expand(cache_dir);
        string folder = Path.Combine(home, cache_subdir);
        bool unpack = extract || untar;
        (string target, string extracted) = Targets(folder, fname, address, unpack);
        bool fresh = force_download || !File.Exists(target);
        if (!fresh && file_hash is not null && !Matches(target, file_hash, hash_algorithm))
        {
            Console.WriteLine($"A local file was found, but it seems to be incomplete or outdated because the {hash_algorithm} file hash does not match the original value of {file_hash} so we will re-download the data.");
            fresh = true;
        }
        if (fresh)
        {
            if (!Writable(folder))
            {
                folder = Path.Combine(Path.GetTempPath(), ".keras", cache_subdir);
                Directory.CreateDirectory(folder);
                (target, extracted) = Targets(folder, fname, address, unpack);
            }
            Fetch(address, target, file_hash, hash_algorithm, hint);
        }
        if (!unpack) return target;
        if (untar) archive_format = "tar";
        if (fresh || !Directory.Exists(extracted)) Archive.Extract(target, extracted, archive_format);
        return extracted;
    }

    /// <summary>Where the file goes, and the folder with what an archive holds.</summary>
    private static (string Target, string Extracted) Targets(string folder, string? fname, Uri origin, bool unpack)
    {
        string name = fname ?? "";
        if (name.Length == 0)
        {
            name = Path.GetFileName(Uri.UnescapeDataString(origin.AbsolutePath));
            if (name.Length == 0) throw new ValueError($"Can't parse the file name from the origin provided: '{origin}'. Please specify the `fname` argument.");
        }
        if (name.AsSpan().ContainsAny('/', '\\') || name is "." or "..")
            throw new ValueError($"Paths are no longer accepted as the `fname` argument. To specify the file's parent directory, use the `cache_dir` argument. Received: fname={name}");
        if (!unpack) return (Path.Combine(folder, name), "");
        int dot = string.IsNullOrEmpty(fname) ? -1 : name.IndexOf('.');
        return dot >= 0 ? (Path.Combine(folder, name), Path.Combine(folder, name[..dot] + "_extracted")) : (Path.Combine(folder, name + "_archive"), Path.Combine(folder, name));
    }

    private static void Fetch(Uri origin, string target, string? hash, string algorithm, string? hint)
    {
        Console.WriteLine($"Downloading data from {origin}");
        string part = target + ".part";
        while (true)
        {
            bool resumed;
            try { resumed = Download.Fetch(origin, part, hashed: hash is not null); }
            catch (IOException e)
            {
                throw new IOException($"{e.Message.TrimEnd('.')}. Without a network, fetch {origin} elsewhere and put it in place as '{target}'.{(hint is null ? "" : " " + hint)}", e);
            }
            if (hash is null || Matches(part, hash, algorithm)) break;
            string found = HashOf(part, hash, algorithm);
            Download.Discard(part);
            if (!resumed)                                                       // else the beginning may be at fault: once more from the start
                throw new ValueError($"Incomplete or corrupted file detected. The {algorithm} file hash does not match the provided value of {hash}. The file from {origin} has {found}; it was not kept. "
                    + "Check the hash, or try again if the download may have been damaged.");
        }
        File.Move(part, target, overwrite: true);
    }

    private static bool Writable(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            string probe = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
            new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { return false; }
    }

    /// <summary>Whether a file has that hash: of 64 digits SHA-256, else MD5, unless the algorithm is named.</summary>
    public static bool Matches(string path, string hash, string algorithm = "auto") => string.Equals(HashOf(path, hash, algorithm), hash, StringComparison.OrdinalIgnoreCase);

    private static string HashOf(string path, string hash, string algorithm)
    {
        using FileStream file = File.OpenRead(path);
        // MD5 guards against damage only; Keras has it for old files.
#pragma warning disable CA5351
        return Convert.ToHexStringLower(algorithm == "sha256" || algorithm == "auto" && hash.Length == 64 ? SHA256.HashData(file) : MD5.HashData(file));
#pragma warning restore CA5351
    }
}
