namespace KerasTransfer;

public partial class Model
{
    private protected void ForgetCompiled() { }
}
