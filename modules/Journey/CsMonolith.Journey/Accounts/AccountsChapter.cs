using CsMonolith.Journey.Accounts.Contacts;
using CsMonolith.Journey.Accounts.Prospects;
using CsMonolith.Journey.Accounts.Tiers;
using CsMonolith.Journey.Activities;
using CsMonolith.Journey.Timeline;
using CsMonolith.Platform.Imports;
using CsMonolith.Platform.Search;
using Microsoft.Extensions.DependencyInjection;

namespace CsMonolith.Journey.Accounts;

/// <summary>Lists the services and routes of accounts, tiers and contacts.</summary>
internal static class AccountsChapter
{
    public static IServiceCollection AddAccounts(this IServiceCollection services) =>
        services
            .AddScoped<IAccountDirectory, AccountDirectory>()
            .AddScoped<ISearchSource, AccountSearch>()
            .AddSingleton(
                new Remembered<(Guid Person, PermissionScope Scope), AccountScope>(AnswerAccountsInScope.MostRemembered)
            )
            .AddSingleton(
                new TimelineSource(nameof(ListTimeline), Account.OpenedLine, Prospect.OpenedLine, Prospect.MovedLine)
            )
            .AddSingleton(new TimelineSource(nameof(ListContacts), Activity.ContactLine))
            .AddImportKind<AccountsImport>()
            .AddImportKind<ContactsImport>()
            .AddImportKind<TiersImport>();

    public static IEndpointRouteBuilder MapAccounts(this IEndpointRouteBuilder routes) =>
        routes
            .Map<CreateAccountEndpoint>()
            .Map<ListAccountsEndpoint>()
            .Map<GetAccountEndpoint>()
            .Map<ChangeAccountEndpoint>()
            .Map<ListAccountsWithoutSuccessDefinitionEndpoint>()
            .Map<GetTierPolicyEndpoint>()
            .Map<SetTierPolicyEndpoint>()
            .Map<MoveProspectEndpoint>()
            .Map<GetPreSaleFiguresEndpoint>()
            .Map<ListCsmLoadsEndpoint>()
            .Map<ListTouchRecommendationsEndpoint>()
            .Map<RecordContactEndpoint>()
            .Map<RecordContactsEndpoint>()
            .Map<ListContactsEndpoint>();
}
