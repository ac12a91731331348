using CsMonolith.Access.SignIn;
using CsMonolith.Access.Storage;
using CsMonolith.Kernel;
using CsMonolith.Platform;
using CsMonolith.Platform.Permissions;
using CsMonolith.Platform.Requests;
using CsMonolith.Platform.Storage;
using CsMonolith.Platform.Tests.Shop;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CsMonolith.Access.Tests.SignIn;

public sealed class SignInTests : IDisposable
{
    private static readonly KnownPerson Sato = new(Guid.CreateVersion7(), "佐藤 美咲", [Role.Csm], IsDemo: true);
    private readonly ShopAlone _shop = new();
    private readonly List<KnownPerson> _people = [Sato];

    public SignInTests()
    {
        _shop.Caller = Caller.Anonymous;
        _shop.Answers<WhoIs, KnownPerson?>(ask => _people.Find(person => person.Id == ask.PersonId));
        _shop.Answers<WhoMaySignIn, IReadOnlyList<KnownPerson>>(_ => _people);
        _shop.Answers<OpenFirstAdmin, KnownPerson?>(ask =>
        {
            if (_people.Count > 0)
            {
                return null;
            }

            _people.Add(new KnownPerson(Guid.CreateVersion7(), ask.Name, [Role.Admin], IsDemo: false));
            return _people[0];
        });
    }

    public void Dispose() => _shop.Dispose();

    [Fact]
    public async Task A_link_works_once()
    {
        var code = await Mint();

        (await _shop.Send(new StartSession(code, Sato.Id, null))).Value.Name.ShouldBe("佐藤 美咲");

        (await _shop.Send(new StartSession(code, Sato.Id, null))).Error.ShouldBe(AccessErrors.LinkSpent);
        (await _shop.Send(new ListSignInChoices(code))).Error.ShouldBe(AccessErrors.LinkSpent);
    }

    [Fact]
    public async Task Of_many_who_hold_one_link_one_signs_in()
    {
        var code = await Mint();

        var started = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => _shop.Send(new StartSession(code, Sato.Id, null))))
        );

        started.Count(one => one.Error is null).ShouldBe(1);
    }

    [Fact]
    public async Task A_link_expires()
    {
        var code = await Mint();
        _shop.Time.Pass(TimeSpan.FromHours(13));

        (await _shop.Send(new StartSession(code, Sato.Id, null))).Error.ShouldBe(AccessErrors.LinkSpent);
    }

    [Fact]
    public async Task The_first_administrator_is_made_only_while_there_is_nobody()
    {
        (await _shop.Send(new StartSession(await Mint(), null, "管理 花子"))).Error.ShouldBe(AccessErrors.LinkSpent);
        _people.Clear();

        (await _shop.Send(new ListSignInChoices(await Mint()))).Value.FirstAdmin.ShouldBeTrue();
        (await _shop.Send(new StartSession(await Mint(), null, "管理 花子"))).Value.Roles.ShouldBe([Role.Admin]);
        (await _shop.Send(new StartSession(await Mint(), null, "もう一人"))).Error.ShouldBe(AccessErrors.LinkSpent);
    }

    [Fact]
    public async Task Either_a_person_or_a_name_is_given()
    {
        var neither = await _shop.Send(new StartSession(await Mint(), null, null));

        var fault = neither.Error!.Fields.ShouldHaveSingleItem();
        (fault.Pointer, fault.En).ShouldBe(("/personId", "Give either personId or firstAdminName, and not both."));
        fault.Ja.ShouldContain("どちらか一方");
    }

    [Fact]
    public async Task In_production_nobody_signs_in_as_a_person_of_the_demonstration()
    {
        var code = await Mint();
        await _shop.InScope(services =>
        {
            services.GetRequiredService<IHostEnvironment>().EnvironmentName = Environments.Production;
            return Task.FromResult(0);
        });

        (await _shop.Send(new ListSignInChoices(code))).Value.People.ShouldBeEmpty();
        (await _shop.Send(new StartSession(code, Sato.Id, null))).Error.ShouldBe(AccessErrors.LinkSpent);
    }

    [Fact]
    public async Task Neither_code_nor_token_is_stored()
    {
        var code = await Mint();
        var token = (await _shop.Send(new StartSession(code, Sato.Id, null))).Value.Token;

        var (link, session, audit) = await _shop.InScope(async services =>
        {
            var db = services.GetRequiredService<AccessDb>();
            return (
                await db.Set<SignInLink>().SingleAsync(),
                await db.Set<Session>().SingleAsync(),
                await db.Set<AuditRow>().SingleAsync()
            );
        });
        link.CodeHash.ShouldNotContain(code);
        session.TokenHash.ShouldBe(Tokens.Hash(token));
        audit.Request.ShouldNotContain(code);
        audit.PersonId.ShouldBe(Sato.Id);
    }

    [Fact]
    public async Task After_signing_out_the_token_is_worth_nothing()
    {
        var token = (await _shop.Send(new StartSession(await Mint(), Sato.Id, null))).Value.Token;
        _shop.SignIn(Sato.Id, Role.Csm);

        (await _shop.Send(new EndSession(token))).Value.Ended.ShouldBeTrue();
        (await _shop.Send(new EndSession(token))).Value.Ended.ShouldBeFalse();
    }

    private Task<string> Mint() =>
        _shop.InScope(services => services.GetRequiredService<SignInLinks>().Mint(CancellationToken.None));
}
