using System.Formats.Tar;
using System.IO.Compression;

namespace KerasTransfer.Data;

/// <summary>Unpacks .zip, .tar and .tar.gz files. Nothing is written outside the folder: an archive that tries to is refused whole.</summary>
internal static class Archive
{
    /// <summary>Unpacks into a new folder beside <paramref name="folder"/>, then moves what came out into it.</summary>
    /// <param name="format"><c>auto</c>, <c>tar</c> or <c>zip</c>; null unpacks nothing.</param>
    /// <exception cref="ValueError">It is no such archive, is damaged, or has an entry that points outside.</exception>
    /// <exception cref="NotSupportedException">It is compressed with bzip2 or xz, or has links that cannot be resolved.</exception>
    public static void Extract(string file, string folder, string? format)
    {
        if (format is null) return;
        if (format is not ("auto" or "tar" or "zip")) throw new NotSupportedException($"archive_format '{format}' is not supported. Expected 'auto', 'tar' or 'zip'.");
        string unfinished = $"{folder}.{Guid.NewGuid():N}.tmp";
        Directory.CreateDirectory(unfinished);
        try
        {
            using (FileStream stream = File.OpenRead(file)) Unpack(stream, file, unfinished, format);
            Move(unfinished, folder);
        }
        catch (InvalidDataException e) { throw new ValueError($"The archive '{file}' is damaged: {e.Message} Delete it and fetch it again.", e); }
        catch (EndOfStreamException e) { throw new ValueError($"The archive '{file}' is cut off. Delete it and fetch it again.", e); }
        finally { if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true); }
    }

    private static void Unpack(FileStream stream, string file, string folder, string format)
    {
        byte[] start = new byte[512];
        int count = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        ReadOnlySpan<byte> head = start.AsSpan(0, count);
        if (format != "tar" && head.StartsWith("PK"u8)) { UnpackZip(stream, folder); return; }
        if (format != "zip")
        {
            if (head.StartsWith("BZh"u8) || count > 4 && head[0] == 0xFD && head[1..5].SequenceEqual("7zXZ"u8))
                throw new NotSupportedException($"'{file}' is compressed with bzip2 or xz, which cannot be read here. Unpack it by hand (tar -xf) and give the path of the result.");
            if (count > 1 && head[0] == 0x1f && head[1] == 0x8b)
            {
                using GZipStream plain = new(stream, CompressionMode.Decompress);
                UnpackTar(plain, folder);
                return;
            }
            if (count == 512 && head[257..262].SequenceEqual("ustar"u8) || count == 512 && OldHeader(head)) { UnpackTar(stream, folder); return; }
        }
        throw new ValueError($"'{file}' is no archive that can be unpacked. Expected {(format == "auto" ? ".zip, .tar or .tar.gz" : format == "tar" ? ".tar or .tar.gz" : ".zip")}.");
    }

    // A header of before 1988 has no name of the format, but a checksum of its bytes, with blanks for the checksum itself.
    private static bool OldHeader(ReadOnlySpan<byte> header)
    {
        int sum = 8 * ' ', written = 0;
        for (int i = 0; i < 512; i++) if (i is < 148 or >= 156) sum += header[i];
        foreach (byte b in header[148..156]) if (b is >= (byte)'0' and <= (byte)'7') written = written * 8 + b - '0';
        return sum == written;
    }

    private static void UnpackZip(Stream stream, string folder)
    {
        using ZipArchive archive = new(stream, ZipArchiveMode.Read);
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            string path = Inside(folder, entry.FullName);
            if (entry.FullName.EndsWith('/')) { Directory.CreateDirectory(path); continue; }
            const int typeMask = 0xF000, symbolicLink = 0xA000;
            if ((entry.ExternalAttributes >> 16 & typeMask) == symbolicLink) throw Link(entry.FullName);
            using Stream content = entry.Open();
            Write(path, content);
        }
    }

    private static void UnpackTar(Stream stream, string folder)
    {
        using TarReader reader = new(stream, leaveOpen: true);
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is TarEntryType.GlobalExtendedAttributes) continue;
            string path = Inside(folder, entry.Name);
            switch (entry.EntryType)
            {
                case TarEntryType.Directory or TarEntryType.DirectoryList: Directory.CreateDirectory(path); break;
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile: Write(path, entry.DataStream ?? Stream.Null); break;
                case TarEntryType.SymbolicLink or TarEntryType.HardLink:
                    // Links are not made, so that no later entry can pass through one: the file that it points to is copied.
                    string from = Inside(folder, entry.EntryType == TarEntryType.HardLink ? entry.LinkName : Path.Combine(Path.GetDirectoryName(entry.Name) ?? "", entry.LinkName));
                    if (!File.Exists(from)) throw Link(entry.Name);
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                    if (from != path) File.Copy(from, path, overwrite: true);
                    break;
                default: throw new ValueError($"The archive has the entry '{entry.Name}' of type {entry.EntryType}, which no data archive should have. Nothing was unpacked.");
            }
        }
    }

    private static NotSupportedException Link(string name) =>
        new($"The archive has the link '{name}' to something that is not a file before it in the archive, which is not followed here. Nothing was unpacked. Unpack it by hand and give the path of the result.");

    private static void Write(string path, Stream content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using FileStream file = new(path, FileMode.Create, FileAccess.Write);
        content.CopyTo(file);
    }

    /// <summary>The path of an entry, which must lie in the folder.</summary>
    private static string Inside(string folder, string name)
    {
        string path = Path.GetFullPath(Path.Combine(folder, name.Replace('\\', '/')));
        bool drive = name.Length > 1 && name[1] == ':';
        if (name.StartsWith('/') || name.StartsWith('\\') || drive || path != folder && !path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new ValueError($"The archive has the entry '{name}', which points outside the folder it is unpacked into. Nothing was unpacked.");
        return path.TrimEnd(Path.DirectorySeparatorChar);
    }

    private static void Move(string from, string to)
    {
        if (!Directory.Exists(to)) { Directory.Move(from, to); return; }
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string path = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(file, path, overwrite: true);
        }
    }
}
