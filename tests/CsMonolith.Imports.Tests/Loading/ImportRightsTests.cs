using System.Text;
using CsMonolith.Imports.Loading;
using CsMonolith.Kernel;
using CsMonolith.Platform.Jobs;
using CsMonolith.Platform.Lists;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Tests.Shop;

namespace CsMonolith.Imports.Tests.Loading;

/// <summary>
/// A file writes what single operations write, so it takes their rights; a machine touches its own files only.
/// </summary>
public sealed class ImportRightsTests : IDisposable
{
    private const string File = "account_id,name\nA1,Aozora\n";
    private readonly ShopAlone _shop = new();
    private Role[] _rolesLater = [Role.CsOps];

    public ImportRightsTests() =>
        _shop.Answers<WhoIs, KnownPerson?>(ask => new KnownPerson(ask.PersonId, "x", _rolesLater, IsDemo: false));

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task Who_may_not_write_a_kind_by_single_operations_neither_uploads_nor_touches_it()
    {
        var import = (await Upload()).Value;

        // May use imports, but opens no customer.
        _shop.SignIn(Guid.CreateVersion7(), Role.Admin);

        (await Upload("B1")).Error!.Code.ShouldBe("imports.kind-not-allowed");
        (await _shop.Send(new ListImportKinds())).Value.Items.ShouldBeEmpty();
        (await _shop.Send(new ListImports(ListAsk.Plain))).Value.Items.ShouldBeEmpty();
        await ShouldBeMissing(import.Id);
    }

    [Fact]
    public async Task A_machine_needs_the_scope_of_what_the_file_writes_beside_that_of_imports()
    {
        SignIn("imports");
        (await Upload()).Error!.Code.ShouldBe("platform.scope-missing");

        SignIn("imports", "customers");
        (await Upload()).Error.ShouldBeNull();
    }

    [Fact]
    public async Task A_machine_touches_its_own_imports_and_a_person_with_the_right_all_of_them()
    {
        var peoples = (await Upload()).Value;
        SignIn("imports", "customers");
        var own = (await Upload("B1")).Value;
        (await _shop.Send(new GetImport(own.Id))).Error.ShouldBeNull();
        await ShouldBeMissing(peoples.Id);
        (await _shop.Send(new ListImports(ListAsk.Plain))).Value.Items.ShouldHaveSingleItem().Id.ShouldBe(own.Id);

        SignIn("imports", "customers");
        await ShouldBeMissing(own.Id);

        _shop.SignIn(Guid.CreateVersion7(), Role.CsOps);
        (await _shop.Send(new ListImports(ListAsk.Plain))).Value.Items.Count.ShouldBe(2);
        (await _shop.Send(new GetImport(own.Id))).Value.UploadedBy.ShouldBeNull();
    }

    [Theory]
    [InlineData("check")]
    [InlineData("commit")]
    [InlineData("undo")]
    public async Task Whoever_lost_the_right_after_ordering_a_job_gets_nothing_done_by_it(string order)
    {
        var import = (await Upload()).Value;
        if (order == "undo")
        {
            await _shop.Send(new CommitImport(import.Id));
            await _shop.RunJobs();
        }

        (
            order switch
            {
                "check" => (await _shop.Send(new CheckImport(import.Id))).Error,
                "commit" => (await _shop.Send(new CommitImport(import.Id))).Error,
                _ => (await _shop.Send(new UndoImport(import.Id))).Error,
            }
        ).ShouldBeNull();
        _rolesLater = [Role.Admin];

        var job = await _shop.RunJobs();

        job.State.ShouldBe(JobState.Refused);
        job.Refusal!.ShouldContain("imports.kind-not-allowed");
        (await _shop.InStore(db => Task.FromResult(db.Customers.Count()))).ShouldBe(order == "undo" ? 1 : 0);
    }

    private async Task ShouldBeMissing(Guid import)
    {
        foreach (
            var error in new[]
            {
                (await _shop.Send(new GetImport(import))).Error,
                (
                    await _shop.Send(
                        new MapImport(import, new IfMatch(1), new Dictionary<string, string?> { ["name"] = "name" })
                    )
                ).Error,
                (await _shop.Send(new CheckImport(import))).Error,
                (await _shop.Send(new CommitImport(import))).Error,
                (await _shop.Send(new UndoImport(import))).Error,
                (await _shop.Send(new ListImportFaults(import, ListAsk.Plain))).Error,
                (await _shop.Send(new GetImportErrors(import))).Error,
            }
        )
        {
            error!.Code.ShouldBe("import.not-found");
        }
    }

    private void SignIn(params string[] scopes) =>
        _shop.Caller = Caller.Machine(
            "machine",
            new KeyGrant(Guid.CreateVersion7(), "bbbbbbbb", scopes.ToHashSet(StringComparer.Ordinal))
        );

    private Task<Result<ShownImport>> Upload(string customer = "A1") =>
        _shop.Send(
            new UploadImport(
                "customers",
                "crm",
                "a.csv",
                History: false,
                new MemoryStream(Encoding.UTF8.GetBytes(File.Replace("A1", customer, StringComparison.Ordinal)))
            )
        );
}
