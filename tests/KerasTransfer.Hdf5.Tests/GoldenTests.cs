namespace KerasTransfer.Hdf5.Tests;

[TestClass]
public class GoldenTests
{
    public static IEnumerable<object[]> Files => Golden.Expected.EnumerateObject().Select(p => new object[] { p.Name });

    [TestMethod, DynamicData(nameof(Files))]
    public void Reads_what_h5py_wrote(string name)
    {
        using Hdf5File file = Hdf5File.Open(Golden.File(name));
        Golden.Compare(file, Golden.Expected.GetProperty(name));
    }

    [TestMethod, DynamicData(nameof(Files))]
    public void Reads_the_same_from_memory_and_streams(string name)
    {
        byte[] bytes = File.ReadAllBytes(Golden.File(name));
        using (Hdf5File file = Hdf5File.Open(bytes)) Golden.Compare(file, Golden.Expected.GetProperty(name));
        using (Hdf5File file = Hdf5File.Open(new MemoryStream(bytes))) Golden.Compare(file, Golden.Expected.GetProperty(name));
    }
}
