using KerasTransfer.Benchmarks;

// dotnet run -c Release --project benchmarks/KerasTransfer.Benchmarks -- [epoch|parity|step|gemm|kernels|api] [path of a Python that has Keras and NumPy]
// The Python may also be named by the environment variable KERAS_PYTHON; without one, only our own figures are printed.
string what = args.Length > 0 ? args[0] : "epoch";
string? python = args.Length > 1 ? args[1] : Environment.GetEnvironmentVariable("KERAS_PYTHON");
switch (what)
{
    case "epoch": EpochBenchmark.Run(python); break;
    case "parity": ParityCheck.Run(python); break;
    case "gemm": GemmBenchmark.Run(python); break;
    case "kernels": KernelBenchmark.Run(); break;
    case "step": StepBenchmark.Run(); break;
    case "api": KerasTransfer.ApiUsage.UsageReport.Run(all: args.Contains("all")); break;
    default:
        Console.Error.WriteLine($"Unknown benchmark '{what}'. Known: epoch, parity, step, gemm, kernels, api.");
        return 1;
}
return 0;
