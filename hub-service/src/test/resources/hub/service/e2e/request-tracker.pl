# Makes what the how-to asks of a Request Tracker's administrator: a user for the hub, one person of
# the desk, and two custom fields of the queue.
use strict;
use warnings;
use lib '/usr/share/request-tracker5/lib';
use RT -init;

sub must {
    my ( $ok, $message ) = @_;
    die "$message\n" unless $ok;
    return $ok;
}

for my $name ( 'hub', 'anna' ) {
    my $user = RT::User->new( RT->SystemUser );
    must( $user->Create( Name => $name, Privileged => 1, EmailAddress => "$name\@desk.example" ) );
    must( $user->SetPassword("$name-secret") );
    must( $user->PrincipalObj->GrantRight( Right => 'SuperUser', Object => RT->System ) );
}
my $queue = RT::Queue->new( RT->SystemUser );
must( $queue->Load('General') );
for my $name ( 'Hub marker', 'ClearQuest ID' ) {
    my $field = RT::CustomField->new( RT->SystemUser );
    must( $field->Create( Name => $name, Type => 'FreeformSingle', LookupType => 'RT::Queue-RT::Ticket' ) );
    must( $field->AddToObject($queue) );
}
