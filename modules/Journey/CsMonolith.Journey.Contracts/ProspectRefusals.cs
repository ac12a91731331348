using CsMonolith.Kernel;

namespace CsMonolith.Journey.Contracts;

/// <summary>How every module refuses what only a customer can have of a prospect that is open or lost.</summary>
public static class ProspectRefusals
{
    /// <summary>Refuses it with the account's name and the way out.</summary>
    /// <param name="code">The refusing module's own code.</param>
    /// <param name="account">The prospect.</param>
    /// <param name="name">What it is called.</param>
    public static Error NoCustomer(string code, Guid account, string name)
    {
        var fault = new FieldFault(
            "/accountId",
            $"'{name}' is a prospect and no customer. Record its win first, by "
                + $"POST /v1/accounts/{account}/prospect-state or with its first contract.",
            $"「{name}」は見込み客で、まだ顧客ではありません。先に POST /v1/accounts/{account}/prospect-state で受注を登録するか、最初の契約を登録してください。"
        );
        return new Error(ErrorKind.Conflict, code, fault.En, fault.Ja) { Fields = [fault] };
    }
}
