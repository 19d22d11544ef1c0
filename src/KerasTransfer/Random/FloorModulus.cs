namespace KerasTransfer.RandomNumbers;

/// <summary>Python's <c>%</c>, whose result has the sign of the divisor.</summary>
internal static class FloorModulus
{
    public static long Of(long value, long modulus)
    {
        long rest = value % modulus;
        return rest < 0 ? rest + modulus : rest;
    }
}
