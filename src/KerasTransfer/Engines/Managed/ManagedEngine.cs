using KerasTransfer.Graph;

namespace KerasTransfer.Engines.Managed;

/// <summary>Runs functions with SIMD kernels on own worker threads: pure managed code.</summary>
internal sealed class ManagedEngine : Engine
{
    public override string Name => "managed";
    public override IProgram Compile(Function function) => new ManagedProgram(Schedule.Of(function));
}
