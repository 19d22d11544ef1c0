namespace KerasTransfer.Hdf5.Tests;

[TestClass]
public class WriterTests
{
    [TestMethod]
    public void Round_trip()
    {
        Hdf5Builder file = Samples.Everything();
        using Hdf5File read = Hdf5File.Open(file.ToArray());
        Samples.Check(read);
    }
}
